namespace ActorDetector.Actors.Stores;

/// <summary>An unseen template and how often it was met.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Lines">How many lines it has had.</param>
/// <param name="FirstSeen">When the first arrived: ticks UTC.</param>
/// <param name="LastSeen">When the last arrived: ticks UTC.</param>
public sealed record UnseenCount(string Text, long Lines, long FirstSeen, long LastSeen);
