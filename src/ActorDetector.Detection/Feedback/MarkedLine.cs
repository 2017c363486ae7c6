namespace ActorDetector.Detection.Feedback;

/// <summary>A line of a marked session: what its template is found by in any model, now and after retraining.</summary>
/// <param name="Text">The line's content, or its event id.</param>
/// <param name="CarriesKey">Whether it is an event id that the log itself carries.</param>
public sealed record MarkedLine(string Text, bool CarriesKey);
