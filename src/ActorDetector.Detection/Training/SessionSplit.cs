using System.ComponentModel.DataAnnotations;
using ActorDetector.Detection.NextKey;

namespace ActorDetector.Detection.Training;

/// <summary>Splits sessions into training, validation and held-out parts, the earliest first: bounded sessions whole and by the order in
/// which they opened, unbounded ones at the same place in time for all.</summary>
public sealed class SessionSplit
{
    private readonly bool _bounded;
    private readonly double _trainingEnd;
    private readonly double _validationEnd;

    /// <summary>The sessions that are learned from: all but bounded ones that are too short.</summary>
    public static IReadOnlyList<TrainingSession> LearnedFrom(IReadOnlyList<TrainingSession> sessions, bool bounded, NextKeyOptions options)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        return bounded && options.MinSessionLength > 1 ? [.. sessions.Where(session => session.Keys.Count >= options.MinSessionLength)] : sessions;
    }

    /// <summary>A split of some sessions.</summary>
    /// <exception cref="ValidationException">An option is out of its range, or the shares are in the wrong order.</exception>
    /// <exception cref="TrainingException">There are too few sessions, or the shares leave a part empty.</exception>
    public SessionSplit(IReadOnlyList<TrainingSession> sessions, bool bounded, NextKeyOptions options)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        ArgumentNullException.ThrowIfNull(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _bounded = bounded;
        long items = bounded ? sessions.Count : sessions.Sum(session => (long)session.Keys.Count);
        _trainingEnd = Math.Round(items * options.TrainShare);
        _validationEnd = Math.Round(items * options.ValidationShare);
        bool wantsValidation = options.ValidationShare > options.TrainShare;
        if (_trainingEnd < 1 || (wantsValidation && _validationEnd <= _trainingEnd))
        {
            string what = bounded ? $"sessions of at least --min-session-length {options.MinSessionLength} events" : "events";
            throw new TrainingException(
                $"{items} {what} are too few to split at --train-share {options.TrainShare} and --validation-share {options.ValidationShare}. Give more lines, check --session-id, or set both shares to 1.");
        }
    }

    /// <summary>The part of an event.</summary>
    /// <param name="session">The event's session.</param>
    /// <param name="number">The session's place in the order of opening.</param>
    /// <param name="index">The event's place in the session.</param>
    public SplitPart PartOf(TrainingSession session, int number, int index)
    {
        ArgumentNullException.ThrowIfNull(session);
        int item = _bounded ? number : session.Places[index];
        return item < _trainingEnd ? SplitPart.Training : item < _validationEnd ? SplitPart.Validation : SplitPart.HeldOut;
    }
}
