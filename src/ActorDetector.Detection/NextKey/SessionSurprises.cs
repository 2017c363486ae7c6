namespace ActorDetector.Detection.NextKey;

/// <summary>Asks the next-key model about whole sessions that are at hand, one after the other. Not for two threads at once.</summary>
/// <param name="model">The model.</param>
/// <param name="cacheMegabytes">Bound of the prediction cache in MiB.</param>
public sealed class SessionSurprises(NextKeyModel model, int cacheMegabytes)
{
    private readonly WindowPredictor _predictor = new(model.Network, cacheMegabytes);
    private readonly ushort[] _windows = new ushort[WindowPredictor.Batch * model.Window];
    private readonly int[] _rows = new int[WindowPredictor.Batch];

    /// <summary>What the model says of a session.</summary>
    /// <param name="keys">Its log keys.</param>
    /// <param name="ended">Whether its end was its own; never judged of unbounded sessions.</param>
    public SessionSurprise Of(ReadOnlySpan<ushort> keys, bool ended)
    {
        int targets = keys.Length + (ended && model.Bounded ? 1 : 0);
        SessionSurprise surprise = default;
        for (int from = 0; from < targets; from += WindowPredictor.Batch)
        {
            int count = Math.Min(WindowPredictor.Batch, targets - from);
            for (int i = 0; i < count; i++)
                FillWindow(keys[..(from + i)], _windows.AsSpan(i * model.Window, model.Window));
            _predictor.Predict(_windows.AsSpan(0, count * model.Window), _rows.AsSpan(0, count));
            for (int i = 0; i < count; i++)
                surprise = With(surprise, from + i < keys.Length ? keys[from + i] : LogKey.End, _predictor.Cache.Prediction(_rows[i]));
        }

        return surprise;
    }

    private static void FillWindow(ReadOnlySpan<ushort> before, Span<ushort> window)
    {
        window.Clear(); // PAD is 0
        ReadOnlySpan<ushort> last = before[Math.Max(0, before.Length - window.Length)..];
        last.CopyTo(window[(window.Length - last.Length)..]);
    }

    private SessionSurprise With(in SessionSurprise before, ushort key, ReadOnlySpan<float> prediction)
    {
        if (key == LogKey.Unseen)
            return before with { HasUnseen = true, Surprise = Math.Max(before.Surprise, -model.UnseenLogProbability) };
        double surprise = -prediction[key];
        SessionSurprise with = before with { Surprise = Math.Max(before.Surprise, surprise) };
        return key == LogKey.End
            ? with with { EndSurprise = surprise }
            : with with { WorstRank = Math.Max(before.WorstRank, KeyRanking.Rank(prediction, key, model.Bounded)) };
    }
}
