using System.Text.Json;

namespace ActorDetector.Detection.Workflows;

/// <summary>The JSON of workflows: training's distinct sessions, each as the number of keys that it shares with the one before and the rest;
/// and every task's concurrent keys, blocks and states.</summary>
public static class WorkflowJson
{
    /// <summary>Writes workflows.</summary>
    public static void Write(Utf8JsonWriter json, Workflow workflow)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(workflow);
        json.WriteStartObject();
        json.WriteBoolean("strictEnds", workflow.StrictEnds);
        json.WriteNumber("knownOnly", workflow.KnownOnly);
        json.WriteNumber("leftOut", workflow.LeftOut);
        json.WriteStartArray("sessions");
        ReadOnlyMemory<ushort> before = default;
        foreach (ReadOnlyMemory<ushort> session in workflow.Known.Sorted)
        {
            int shared = session.Span.CommonPrefixLength(before.Span);
            json.WriteStartArray();
            json.WriteNumberValue(shared);
            WriteKeys(json, session.Span[shared..]);
            json.WriteEndArray();
            before = session;
        }

        json.WriteEndArray();
        json.WriteStartArray("tasks");
        foreach (WorkflowTask task in workflow.Tasks)
            WriteTask(json, task);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads workflows; they judge as those that were written do.</summary>
    /// <exception cref="FormatException">The JSON is none of workflows; the message says where.</exception>
    public static Workflow Read(JsonElement json)
    {
        var root = new JsonPlace(json, "workflow.json");
        List<ReadOnlyMemory<ushort>> sessions = [];
        ReadOnlyMemory<ushort> before = default;
        foreach (JsonPlace session in root.Items("sessions"))
        {
            JsonPlace[] items = [.. session.Items()];
            int shared = items.Length > 0 ? items[0].Int(0, before.Length) : throw session.Fault("is empty");
            before = (ushort[])[.. before.Span[..shared], .. items.Skip(1).Select(key => key.Key())];
            if (before.Length == 0 || (sessions.Count > 0 && sessions[^1].Span.SequenceCompareTo(before.Span) >= 0))
                throw session.Fault("is empty, or not behind the session before it");
            sessions.Add(before);
        }

        WorkflowTask[] tasks = [.. root.Items("tasks").Select(ReadTask)];
        if (tasks.Length == 0)
            throw root.Fault("has no tasks");
        return new Workflow(
            new KnownSessions(sessions),
            tasks,
            root.Property("strictEnds").Bool(),
            root.Property("knownOnly").Long(),
            root.Property("leftOut").Long());
    }

    private static void WriteTask(Utf8JsonWriter json, WorkflowTask task)
    {
        json.WriteStartObject();
        json.WriteNumber("sessions", task.Sessions);
        json.WriteStartArray("first");
        WriteKeys(json, task.First.Span);
        json.WriteEndArray();
        json.WriteStartArray("concurrent");
        foreach ((ushort one, ushort other) in task.Concurrent)
        {
            json.WriteNumberValue(one);
            json.WriteNumberValue(other);
        }

        json.WriteEndArray();
        json.WriteStartArray("blocks");
        IReadOnlyList<ushort>[] groups = task.Shapes.KeysByShape();
        foreach (int[] block in task.Shapes.Blocks)
        {
            json.WriteStartArray();
            foreach (int group in block)
            {
                json.WriteStartArray();
                WriteKeys(json, [.. groups[group]]);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("states");
        foreach (WorkflowState state in task.States)
            WriteState(json, state);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, WorkflowState state)
    {
        json.WriteStartObject();
        json.WriteBoolean("canEnd", state.CanEnd);
        json.WriteStartArray("steps");
        foreach (WorkflowStep step in state.Steps)
        {
            json.WriteStartObject();
            json.WriteNumber("to", step.To);
            WriteRange(json, "turns", step.Turns);
            json.WriteStartArray("groups");
            foreach (IReadOnlyList<StepKey> group in step.Groups)
            {
                json.WriteStartArray();
                foreach (StepKey key in group)
                {
                    json.WriteStartObject();
                    json.WriteNumber("key", key.Key);
                    WriteRange(json, "times", key.Times);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, string name, CountRange range)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(range.Least);
        json.WriteNumberValue(range.Most);
        json.WriteEndArray();
    }

    private static void WriteKeys(Utf8JsonWriter json, ReadOnlySpan<ushort> keys)
    {
        foreach (ushort key in keys)
            json.WriteNumberValue(key);
    }

    private static WorkflowTask ReadTask(JsonPlace json)
    {
        ushort[] concurrent = [.. json.Items("concurrent").Select(key => key.Key())];
        if (concurrent.Length % 2 != 0)
            throw json.Property("concurrent").Fault("is a list of pairs, but its length is odd");
        var shapes = new StepShapes();
        foreach (JsonPlace block in json.Items("blocks"))
        {
            int[] groups = [.. block.Items().Select(group => shapes.Learn(Ascending(group, [.. group.Items().Select(key => key.Key())])))];
            if (groups.Length < 2)
                throw block.Fault("has fewer than two groups");
            shapes.LearnBlock(groups);
        }

        JsonPlace[] states = [.. json.Items("states")];
        if (states.Length == 0)
            throw json.Fault("has no states");
        WorkflowState[] read = [.. states.Select((state, number) => ReadState(state, number, states.Length, shapes))];
        return new WorkflowTask(
            (ushort[])[.. json.Items("first").Select(key => key.Key())],
            json.Property("sessions").Long(),
            new ConcurrentKeys(concurrent.Chunk(2).Select(pair => (pair[0], pair[1]))),
            shapes,
            read);
    }

    private static WorkflowState ReadState(JsonPlace json, int number, int states, StepShapes shapes)
    {
        List<WorkflowStep> steps = [];
        HashSet<int> known = [];
        foreach (JsonPlace place in json.Items("steps"))
        {
            StepKey[][] groups = [.. place.Items("groups").Select(ReadGroup)];
            if (groups.Length == 0)
                throw place.Fault("has no groups");
            foreach (StepKey[] group in groups)
                shapes.Learn([.. group.Select(key => key.Key)]);
            var step = new WorkflowStep(groups, place.Property("turns").Range(), place.Property("to").Int(number + 1, states - 1));
            if (step.LeastKeys > CountRange.MostTimes)
                throw place.Fault("has more keys than a session can have");
            int shape = shapes.ShapeOf(step);
            if (shape == StepShapes.Unknown || !known.Add(shape))
                throw place.Fault("is a block that is none of the task's, or a step that the state has twice");
            steps.Add(step);
        }

        // Steps lead forward only, so that an end can then be reached from every state.
        bool canEnd = json.Property("canEnd").Bool();
        return canEnd || steps.Count > 0 ? new WorkflowState(canEnd, steps) : throw json.Fault("has no steps, but a session cannot end in it");
    }

    private static StepKey[] ReadGroup(JsonPlace json)
    {
        StepKey[] group = [.. json.Items().Select(key => new StepKey(key.Property("key").Key(), key.Property("times").Range()))];
        Ascending(json, [.. group.Select(key => key.Key)]);
        return group;
    }

    private static ushort[] Ascending(JsonPlace json, ushort[] keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] >= keys[i])
                throw json.Fault("must have its keys in ascending order");
        }

        return keys.Length > 0 ? keys : throw json.Fault("has no keys");
    }
}
