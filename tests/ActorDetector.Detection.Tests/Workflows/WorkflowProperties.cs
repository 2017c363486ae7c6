using ActorDetector.Detection.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Workflows;

public sealed class WorkflowProperties
{
    // Few keys and short blocks, repeated, so that loops, swaps and beginnings of one another come often.
    private static readonly Gen<ushort[]> Session =
        from blocks in (from block in Gen.Choose(3, 7).Select(key => (ushort)key).NonEmptyListOf() from turns in Gen.Choose(1, 4) select (block.Take(4).ToArray(), turns))
            .NonEmptyListOf()
        select blocks.Take(4).SelectMany(block => Enumerable.Repeat(block.Item1, block.turns)).SelectMany(keys => keys).ToArray();

    private static readonly Gen<ushort[][]> Sessions = Session.NonEmptyListOf().Select(sessions => sessions.ToArray());

    private static readonly Gen<WorkflowOptions> Options =
        from similarity in Gen.Elements(0.0, 0.5, 0.8, 1.0)
        from back in Gen.Elements(1, 2, 10)
        from tasks in Gen.Elements(1, 3, 64)
        from states in Gen.Elements(70, 50_000)
        select new WorkflowOptions
        {
            WorkflowSimilarity = similarity,
            WorkflowBackSteps = back,
            WorkflowMostTasks = tasks,
            WorkflowMostStates = states,
        };

    [Fact]
    public void Every_training_session_is_accepted_and_every_other_beginning_of_one_refused() => Check(Sessions, (sessions, options) =>
    {
        Workflow workflow = Workflow.Learn(MadeWorkflows.Sessions(sessions), options);
        HashSet<string> known = [.. sessions.Select(keys => string.Join(' ', keys))];
        foreach (ushort[] keys in sessions)
        {
            for (int length = 0; length <= keys.Length; length++)
                workflow.Accepts(keys.AsSpan(0, length)).ShouldBe(known.Contains(string.Join(' ', keys.Take(length))));
        }
    });

    [Fact]
    public void A_machine_alone_accepts_every_session_that_it_was_made_of() => Check(Sessions, (sessions, options) =>
    {
        Workflow workflow = Workflow.Learn(MadeWorkflows.Sessions(sessions), options with { WorkflowMostStates = 50_000 });

        workflow.KnownOnly.ShouldBe(0);
        sessions.ShouldAllBe(keys => workflow.Tasks.Any(task => task.Accepts(keys)));
    });

    [Fact]
    public void A_diagnosis_has_deviations_where_the_session_is_refused_and_only_there() => Check(Sessions, (sessions, options) =>
    {
        Workflow workflow = Workflow.Learn(MadeWorkflows.Sessions(sessions.Skip(1).Append(sessions[0][..1])), options);
        foreach (ushort[] keys in sessions.SelectMany(keys => new[] { keys, keys[1..], [.. keys, 9], [.. keys.Reverse()] }))
        {
            WorkflowDiagnosis diagnosis = workflow.Diagnose(keys);
            diagnosis.Accepted.ShouldBe(workflow.Accepts(keys));
            (diagnosis.Score == 0).ShouldBe(diagnosis.Accepted);
            diagnosis.DivergedAt.ShouldBeInRange(diagnosis.Accepted ? -1 : 0, diagnosis.Accepted ? -1 : keys.Length);
            diagnosis.Deviations.ShouldAllBe(deviation => deviation.Times > 0 && deviation.Index >= diagnosis.DivergedAt);
            WorkflowWords.Of(diagnosis, keys, key => $"k{key}").ShouldNotBeEmpty();
        }
    });

    [Fact]
    public void The_order_of_training_makes_no_difference() => Check(Sessions, (sessions, options) =>
        MadeWorkflows.Write(Workflow.Learn(MadeWorkflows.Sessions(sessions.Reverse()), options))
            .ShouldBe(MadeWorkflows.Write(Workflow.Learn(MadeWorkflows.Sessions(sessions), options))));

    [Fact]
    public void What_was_written_is_read_and_judges_the_same() => Check(Sessions, (sessions, options) =>
    {
        Workflow learned = Workflow.Learn(MadeWorkflows.Sessions(sessions.Take(Math.Max(1, sessions.Length / 2))), options);
        string written = MadeWorkflows.Write(learned);
        Workflow read = MadeWorkflows.Read(written);

        MadeWorkflows.Write(read).ShouldBe(written);
        foreach (ushort[] keys in sessions.SelectMany(keys => new[] { keys, keys[1..], [.. keys.Reverse()] }))
        {
            read.Accepts(keys).ShouldBe(learned.Accepts(keys));
            WorkflowDiagnosis one = read.Diagnose(keys), other = learned.Diagnose(keys);
            (one.Accepted, one.Task, one.DivergedAt, one.State, one.CouldEnd).ShouldBe((other.Accepted, other.Task, other.DivergedAt, other.State, other.CouldEnd));
            one.Deviations.ShouldBe(other.Deviations);
            one.Moves.ShouldBe(other.Moves);
        }
    });

    private static void Check(Gen<ushort[][]> sessions, Action<ushort[][], WorkflowOptions> check) =>
        Prop.ForAll((from given in sessions from options in Options select (given, options)).ToArbitrary(), all => check(all.given, all.options))
            .QuickCheckThrowOnFailure();
}
