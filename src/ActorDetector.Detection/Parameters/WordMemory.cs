using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ActorDetector.Detection.Detectors;

namespace ActorDetector.Detection.Parameters;

/// <summary>Which words belong at a place of a template's lines, for all entities and for each.</summary>
/// <param name="values">The words of all.</param>
/// <param name="entities">Those of each entity; null where entities do not keep to theirs.</param>
/// <param name="minSeen">Times that training must have had a word.</param>
/// <param name="newShare">Share of new words that is to be expected.</param>
internal sealed class WordMemory(TextMemory values, EntityMemory? entities, int minSeen, double newShare)
{
    private const int Examples = 3;

    /// <summary>Whether a word is anomalous, and why.</summary>
    /// <param name="word">The word.</param>
    /// <param name="entity">Whose line it is in.</param>
    /// <param name="place">What the place is called, asked for only when it is to be told.</param>
    /// <param name="verdict">The verdict, its event left open.</param>
    public bool IsAnomalous(ReadOnlySpan<byte> word, ReadOnlySpan<byte> entity, in PlaceName place, out EventVerdict verdict)
    {
        verdict = default;
        int count = values.Find(word).Count;
        if (count < minSeen)
        {
            string often = string.Create(CultureInfo.InvariantCulture, $"{Times(count)} in {values.Total:N0} lines of training");
            verdict = Verdict($"'{Shown(word)}' at {place} was there {often}", -Math.Log(newShare));
            return true;
        }

        if (entities?.Find(entity, word) is not { } own || own.Count >= minSeen)
            return false;
        string there = string.Create(CultureInfo.InvariantCulture, $"{Times(own.Count)} in {own.Lines:N0} lines of {Shown(entity)} in training");
        verdict = Verdict($"'{Shown(word)}' at {place} was there {there}", Math.Log((own.Lines + 2.0) / (own.Count + 1)));
        return true;
    }

    public JsonObject Keep()
    {
        JsonObject json = new() { ["minSeen"] = minSeen, ["newShare"] = newShare, ["values"] = values.Keep() };
        if (entities is not null)
            json["entities"] = entities.Keep();
        return json;
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static WordMemory Read(JsonObject json) => new(
        TextMemory.Read(json["values"]),
        json["entities"] is JsonObject entities ? EntityMemory.Read(entities) : null,
        json.Number<int>("minSeen"),
        json.Number<double>("newShare") is > 0 and <= 1 and var share ? share : throw new FormatException("newShare is not between 0 and 1"));

    private EventVerdict Verdict(string explanation, double score) =>
        new(0, AnomalyKind.ParameterValue, score, explanation, $"one of {values.Count}: {string.Join(", ", values.MostFrequent(Examples))}{(values.Count > Examples ? " …" : "")}");

    private static string Times(int count) => count switch { 0 => "never", 1 => "once", _ => $"{count} times" };

    private static string Shown(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 80)]);
}
