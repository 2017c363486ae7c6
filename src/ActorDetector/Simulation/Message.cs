namespace ActorDetector.Simulation;

/// <summary>A message that simulated software writes: constant text with variable parts.</summary>
internal sealed class Message
{
    private readonly List<(byte[] Text, ValueKind Value)> _parts = [];

    /// <summary>A message.</summary>
    /// <param name="header">Level and component, as <c>INFO block.Receiver</c>.</param>
    /// <param name="text">The text, with a <see cref="ValueKind"/> in braces for each variable part, as <c>took {Duration} ms</c>.</param>
    /// <param name="names">What a <see cref="ValueKind.Name"/> is chosen from.</param>
    public Message(string header, string text, params string[] names)
    {
        string[] words = header.Split(' ');
        Level = Bytes(" " + words[0] + " ");
        Component = Bytes(" " + words[1] + ": ");
        Names = [.. names.Select(Bytes)];
        string[] pieces = text.Split('{', '}');
        for (int i = 0; i < pieces.Length; i += 2)
            _parts.Add((Bytes(pieces[i]), i + 1 < pieces.Length ? Enum.Parse<ValueKind>(pieces[i + 1]) : ValueKind.None));
        HasUser = _parts.Exists(part => part.Value is ValueKind.User);
        HasMeasure = _parts.Exists(part => part.Value is ValueKind.Size or ValueKind.Duration);
    }

    /// <summary>The level, between spaces.</summary>
    public ReadOnlyMemory<byte> Level { get; }

    /// <summary>The component, up to the content.</summary>
    public ReadOnlyMemory<byte> Component { get; }

    /// <summary>The names to choose from.</summary>
    public IReadOnlyList<byte[]> Names { get; }

    /// <summary>Whether it has a size or a duration, which can be far out.</summary>
    public bool HasMeasure { get; }

    /// <summary>Whether it names a user, who can be a strange one.</summary>
    public bool HasUser { get; }

    /// <summary>The constant texts, each with the variable part behind it.</summary>
    public IReadOnlyList<(byte[] Text, ValueKind Value)> Parts => _parts;

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
