namespace ActorDetector.Logs.Text;

/// <summary>What a <see cref="SimplePattern"/> found.</summary>
/// <param name="Found">Whether it matched at all.</param>
/// <param name="Whole">The whole match.</param>
/// <param name="Group">Its group, or the whole match if the pattern has no group.</param>
internal readonly record struct SimpleMatch(bool Found, Slice Whole, Slice Group);
