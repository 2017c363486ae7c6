using ActorDetector.Detection.Judging.Checkpoints;
using Google.Protobuf;

namespace ActorDetector.Detection.Unseen;

/// <summary>What was learned of unseen lines, as bytes.</summary>
internal static class UnseenMessage
{
    /// <summary>Writes it.</summary>
    public static byte[] Write(UnseenState state)
    {
        Wire.UnseenLines message = new()
        {
            Version = CheckpointSeal.Version,
            Lines = state.Lines,
            Resolved = state.Resolved,
            Told = state.Told,
            Forgotten = state.Forgotten,
        };
        foreach (UnseenTemplateState template in state.Templates)
        {
            message.Numbers.Add(template.Number);
            message.Texts.Add(template.Text);
            message.Keys.Add(template.Meaning.Key);
            message.Nearest.Add(template.Meaning.Nearest);
            message.Similarities.Add(template.Meaning.Similarity);
            message.Counts.Add(template.Count);
            message.LastUses.Add(template.LastUse);
        }

        byte[] kept = new byte[state.Texts.Sum(text => text.Text.Length)];
        int end = 0;
        foreach (KeptText text in state.Texts)
        {
            text.Text.CopyTo(kept, end);
            end += text.Text.Length;
            message.KeptLengths.Add((uint)text.Text.Length);
            message.KeptTemplates.Add(text.Template);
            message.KeptNewer.Add(text.IsNewer);
        }

        message.Kept = UnsafeByteOperations.UnsafeWrap(kept); // nobody else has it
        return CheckpointSeal.Close(CheckpointKind.Unseen, message);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is damaged, or of something else.</exception>
    public static UnseenState Read(ReadOnlySpan<byte> bytes)
    {
        Wire.UnseenLines message = CheckpointSeal.Open(CheckpointKind.Unseen, Wire.UnseenLines.Parser, bytes);
        CheckpointSeal.RequireVersion(message.Version, CheckpointKind.Unseen);
        Check(message);
        List<UnseenTemplateState> templates = [];
        for (int i = 0; i < message.Numbers.Count; i++)
        {
            var meaning = new Meaning((ushort)message.Keys[i], (ushort)message.Nearest[i], message.Similarities[i]);
            templates.Add(new UnseenTemplateState(message.Numbers[i], message.Texts[i], meaning, message.Counts[i], message.LastUses[i]));
        }

        List<KeptText> texts = [];
        int start = 0;
        for (int i = 0; i < message.KeptLengths.Count; i++)
        {
            int length = (int)message.KeptLengths[i];
            texts.Add(new KeptText(message.Kept.Span.Slice(start, length).ToArray(), message.KeptTemplates[i], message.KeptNewer[i]));
            start += length;
        }

        return new UnseenState(message.Lines, message.Resolved, message.Told, message.Forgotten, templates, texts);
    }

    private static void Check(Wire.UnseenLines message)
    {
        ReadOnlySpan<int> templates =
            [message.Texts.Count, message.Keys.Count, message.Nearest.Count, message.Similarities.Count, message.Counts.Count, message.LastUses.Count];
        ReadOnlySpan<int> texts = [message.KeptTemplates.Count, message.KeptNewer.Count];
        CheckpointSeal.Require(
            !templates.ContainsAnyExcept(message.Numbers.Count)
            && !texts.ContainsAnyExcept(message.KeptLengths.Count)
            && message.Keys.All(key => key <= ushort.MaxValue)
            && message.Nearest.All(key => key <= ushort.MaxValue)
            && message.KeptLengths.Sum(length => (long)length) == message.Kept.Length
            && message is { Lines: >= 0, Resolved: >= 0, Told: >= 0, Forgotten: >= 0 },
            CheckpointKind.Unseen,
            "its columns do not belong together");
    }
}
