namespace ActorDetector.Detection.Feedback;

/// <summary>How many of some sessions are accepted.</summary>
/// <param name="All">Distinct sessions.</param>
/// <param name="Before">Those accepted before an update.</param>
/// <param name="After">Those accepted after it.</param>
public readonly record struct AcceptedCount(int All, int Before, int After);
