namespace ActorDetector.Simulation;

/// <summary>Breaks normal sessions, each in one way only, and never into another normal session.</summary>
internal static class AnomalyInjection
{
    private const int BurstMin = 12;
    private const int BurstMax = 40;

    /// <summary>Whether a session can be broken in a way: strange users are where users are.</summary>
    public static bool Suits(SessionPlan plan, InjectedKind kind) =>
        kind != InjectedKind.StrangeUser || plan.Steps.Exists(step => step.Message.HasUser);

    /// <summary>Does one thing to a sorted plan and marks the lines that show it.</summary>
    public static void Inject(SessionPlan plan, InjectedKind kind, IReadOnlyList<Message> faults)
    {
        List<PlannedStep> steps = plan.Steps;
        ref SeededRandom random = ref plan.Random;
        switch (kind)
        {
            case InjectedKind.MissingStep:
                // Neither the first nor the last: without its last step a session is cut off.
                int missing = Choose(ref random, steps, i => i > 0 && i < steps.Count - 1 && steps[i].Role != StepRole.Optional);
                steps.RemoveAt(missing);
                Mark(steps, missing, kind);
                break;
            case InjectedKind.WrongOrder:
                int second = Choose(ref random, steps, i => i > 0 && steps[i].Role == StepRole.Trunk);
                int first = steps.FindLastIndex(second - 1, step => step.Role == StepRole.Trunk);
                (Message early, Message late) = (steps[first].Message, steps[second].Message);
                steps[first] = steps[first] with { Message = late, Anomaly = kind };
                steps[second] = steps[second] with { Message = early, Anomaly = kind };
                break;
            case InjectedKind.UnseenMessage:
                int at = random.Between(1, steps.Count - 1);
                steps.Insert(at, steps[at - 1] with { Message = faults[random.Below(faults.Count)], Role = StepRole.Optional, Anomaly = kind });
                break;
            case InjectedKind.OddParameter:
                Mark(steps, Choose(ref random, steps, i => steps[i].Message.HasMeasure), kind);
                break;
            case InjectedKind.CutOff:
                int kept = random.Between(1, steps.Count - 1);
                steps.RemoveRange(kept, steps.Count - kept);
                Mark(steps, kept - 1, kind);
                break;
            case InjectedKind.Burst:
                int repeated = random.Below(steps.Count);
                PlannedStep again = steps[repeated] with { Role = StepRole.Optional, Anomaly = kind };
                steps.InsertRange(repeated + 1, Enumerable.Repeat(again, random.Between(BurstMin, BurstMax)));
                break;
            case InjectedKind.StrangeUser:
                Mark(steps, Choose(ref random, steps, i => steps[i].Message.HasUser), kind);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an anomaly that can be injected.");
        }
    }

    private static int Choose(ref SeededRandom random, List<PlannedStep> steps, Predicate<int> suits)
    {
        int[] suited = [.. Enumerable.Range(0, steps.Count).Where(i => suits(i))];
        return suited[random.Below(suited.Length)];
    }

    private static void Mark(List<PlannedStep> steps, int step, InjectedKind kind) => steps[step] = steps[step] with { Anomaly = kind };
}
