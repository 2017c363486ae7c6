using System.Globalization;
using System.Text.Json;
using ActorDetector.Detection.Feedback;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Detection.Bundles;

/// <summary>The files of a bundle by which learning goes on: what is kept of training, and what persons marked.</summary>
internal static class FeedbackFiles
{
    /// <summary>The file of what is kept of training.</summary>
    public const string Rehearsal = "rehearsal.safetensors";

    /// <summary>The file of what persons marked.</summary>
    public const string Marked = "feedback.json";

    /// <summary>Adds the files to those of a bundle; what is empty has none.</summary>
    public static void Add(Dictionary<string, byte[]> files, Rehearsal? rehearsal, MarkedSessions marked)
    {
        if (rehearsal is not null)
        {
            using var stream = new MemoryStream();
            Safetensors.Write(stream, rehearsal.Keep());
            files[Rehearsal] = stream.ToArray();
        }

        if (!marked.IsEmpty)
            files[Marked] = JsonSerializer.SerializeToUtf8Bytes(new Written(marked.Lines, Texts(marked.Normal), Texts(marked.Anomalous)), BundleJson.Options);
    }

    /// <summary>Reads what <see cref="Add"/> wrote of training; null when it wrote nothing.</summary>
    /// <exception cref="FormatException">The file is not what it must be.</exception>
    public static Rehearsal? ReadRehearsal(byte[]? file, int vocabulary)
    {
        if (file is null)
            return null;
        try
        {
            return Feedback.Rehearsal.Read(Safetensors.Read(new MemoryStream(file)), vocabulary);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{Rehearsal}: {fault.Message}", fault);
        }
    }

    /// <summary>Reads what <see cref="Add"/> wrote of what was marked.</summary>
    /// <exception cref="FormatException">The file is not what it must be.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static MarkedSessions ReadMarked(byte[]? file)
    {
        if (file is null)
            return MarkedSessions.None;
        Written written = BundleJson.Parse<Written>(file, Marked);
        return new MarkedSessions(written.Lines, Sessions(written.Normal, written.Lines.Count), Sessions(written.Anomalous, written.Lines.Count));
    }

    // Numbers with blanks between them: one line for each session, which a person can read.
    private static string[] Texts(IReadOnlyList<ushort[]> sessions) =>
        [.. sessions.Select(session => string.Join(' ', session.Select(line => line.ToString(CultureInfo.InvariantCulture))))];

    private static ushort[][] Sessions(string[] texts, int lines) => [.. texts.Select(text => Array.ConvertAll(text.Split(' '), number =>
        ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort line) && line < lines
            ? line
            : throw new FormatException($"{Marked} has '{number}' where one of its {lines} lines must be named")))];

    private sealed record Written(IReadOnlyList<MarkedLine> Lines, string[] Normal, string[] Anomalous);
}
