namespace ActorDetector.Learning.Words;

/// <summary>Two words of which it is known whether they mean the same or the opposite; each stands for its other forms too (start, started).</summary>
/// <param name="First">A word in small letters.</param>
/// <param name="Second">Another.</param>
/// <param name="AreOpposite">Whether one undoes or denies the other; else they mean the same.</param>
public sealed record WordPair(string First, string Second, bool AreOpposite);
