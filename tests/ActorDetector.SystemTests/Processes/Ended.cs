namespace ActorDetector.SystemTests.Processes;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    private static readonly string[] Faults = ["fault of actordetector itself", "Unhandled exception", "   at ActorDetector"];

    /// <summary>The lines of the standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The run, which ended as it should; fails with all that was said when it did not.</summary>
    public Ended With(int exitCode)
    {
        foreach (string fault in Faults)
            (Output + Errors).ShouldNotContain(fault);
        ExitCode.ShouldBe(exitCode, Output + Errors);
        return this;
    }

    /// <summary>The run, which was refused for a reason that holds these words.</summary>
    public Ended Refused(int exitCode, params string[] words)
    {
        With(exitCode);
        string error = Errors.Split('\n').First(line => line.StartsWith("error: ", StringComparison.Ordinal));
        foreach (string word in words)
            error.ShouldContain(word, Case.Sensitive);
        return this;
    }

    /// <summary>The run, which accounted for its lines like this, as "3 lines = 2 events + 1 skipped (1 empty)".</summary>
    public Ended Accounted(string account)
    {
        Errors.Split('\n').ShouldContain(account, Errors);
        return this;
    }
}
