using System.Text.Json;
using ActorDetector.Detection.Detectors;
using ActorDetector.Detection.Workflows;

namespace ActorDetector.Detection.Tests.Workflows;

/// <summary>Workflows of sessions that are given as letters: a is log key 3, b is 4, and so on.</summary>
internal static class MadeWorkflows
{
    public const int Vocabulary = 40;

    public static ushort[] Keys(string letters) => [.. letters.Select(letter => (ushort)(letter - 'a' + LogKey.FirstTemplate))];

    public static string Letter(ushort key) => key == LogKey.End ? "END" : ((char)(key - LogKey.FirstTemplate + 'a')).ToString();

    public static WeightedSessions Sessions(IEnumerable<ushort[]> sessions)
    {
        WeightedSessions all = new(Vocabulary);
        foreach (ushort[] keys in sessions)
            all.Add(keys);
        return all;
    }

    public static Workflow Learn(string sessions, WorkflowOptions? options = null) =>
        Workflow.Learn(Sessions(sessions.Split(' ').Select(Keys)), options ?? new WorkflowOptions());

    public static bool Accepts(this Workflow workflow, string letters) => workflow.Accepts(Keys(letters));

    public static WorkflowDiagnosis Diagnose(this Workflow workflow, string letters) => workflow.Diagnose(Keys(letters));

    public static string Write(Workflow workflow)
    {
        using MemoryStream written = new();
        using (Utf8JsonWriter json = new(written))
            WorkflowJson.Write(json, workflow);
        return System.Text.Encoding.UTF8.GetString(written.ToArray());
    }

    public static Workflow Read(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return WorkflowJson.Read(document.RootElement);
    }
}
