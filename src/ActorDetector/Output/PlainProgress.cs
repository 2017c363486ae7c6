namespace ActorDetector.Output;

/// <summary>Progress where no terminal is: a line now and then.</summary>
internal sealed class PlainProgress(string work, string unit, TimeProvider time, Action<string> remark)
    : WorkProgress(work, unit, time, TimeSpan.FromSeconds(5))
{
    /// <inheritdoc/>
    private protected override void Show(Pace pace) => remark($"{Work}: {pace}");

    /// <inheritdoc/>
    private protected override void End(Pace pace) => remark($"{Work}: {pace.Summary()}");
}
