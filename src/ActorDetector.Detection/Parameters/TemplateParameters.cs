using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Parameters;

/// <summary>What the parameters of a template's lines are, of those lines that have so many.</summary>
/// <param name="key">The template's log key.</param>
/// <param name="lines">Lines that were learned from.</param>
/// <param name="numbers">Its numbers and the time since the line before; null when none is of use.</param>
/// <param name="words">Its words, by place; null at other places.</param>
/// <param name="isAlwaysNumber">By place, whether it never held anything but a number.</param>
internal sealed class TemplateParameters(ushort key, long lines, VectorModel? numbers, WordMemory?[] words, bool[] isAlwaysNumber)
{
    /// <summary>The template's log key.</summary>
    public ushort Key => key;

    /// <summary>How many parameters the lines have.</summary>
    public int Places => words.Length;

    /// <summary>The numbers by place, the seconds since the line before behind them.</summary>
    public VectorModel? Numbers => numbers;

    /// <summary>The words by place.</summary>
    public IReadOnlyList<WordMemory?> Words => words;

    /// <summary>Lines that were learned from.</summary>
    public long Lines => lines;

    /// <summary>Whether a place never held anything but a number.</summary>
    public bool IsAlwaysNumber(int place) => isAlwaysNumber[place];

    /// <summary>Elapsed ticks as a number of a vector.</summary>
    public static double Seconds(long ticks) => ticks < 0 ? double.NaN : (double)ticks / TimeSpan.TicksPerSecond;

    /// <summary>The same for another log key.</summary>
    public TemplateParameters At(ushort other) => new(other, lines, numbers, words, isAlwaysNumber);

    public DetectorState Keep()
    {
        DetectorState state = numbers?.Keep() ?? new DetectorState([]);
        return state with
        {
            Json = new JsonObject
            {
                ["key"] = key,
                ["lines"] = lines,
                ["numbers"] = numbers is null ? null : state.Json,
                ["words"] = new JsonArray([.. words.Select(memory => memory?.Keep())]),
                ["alwaysNumber"] = JsonReading.Array(isAlwaysNumber),
            },
        };
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static TemplateParameters Read(DetectorState state)
    {
        if (state.Json["words"] is not JsonArray kept)
            throw new FormatException("words are missing");
        WordMemory?[] words = [.. kept.Select(memory => memory switch
        {
            null => null,
            JsonObject json => WordMemory.Read(json),
            _ => throw new FormatException("words of a place are no object"),
        })];
        VectorModel? numbers = state.Json["numbers"] is JsonObject json ? VectorModel.Read(new(json, state.Tensors)) : null;
        if (numbers?.Width > words.Length + 1)
            throw new FormatException($"numbers do not fit {words.Length} parameters");
        bool[] isAlwaysNumber = state.Json.Numbers<bool>("alwaysNumber");
        if (isAlwaysNumber.Length != words.Length)
            throw new FormatException($"alwaysNumber does not fit {words.Length} parameters");
        return new(state.Json.Number<ushort>("key"), state.Json.Number<long>("lines"), numbers, words, isAlwaysNumber);
    }
}
