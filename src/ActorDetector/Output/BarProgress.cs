using Spectre.Console;

namespace ActorDetector.Output;

/// <summary>Progress on a terminal: a moving bar, which the summary replaces at the end.</summary>
internal sealed class BarProgress : WorkProgress
{
    private readonly Action<string> _remark;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PaceColumn _column = new();
    private readonly Task _display;
    private ProgressTask? _bar;

    /// <summary>Shows the bar.</summary>
    public BarProgress(string work, string unit, TimeProvider time, IAnsiConsole console, Action<string> remark)
        : base(work, unit, time, TimeSpan.FromMilliseconds(100))
    {
        _remark = remark;
        _display = console.Progress().AutoClear(true).HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 24 }, _column, new SpinnerColumn())
            .StartAsync(async context =>
            {
                _bar = context.AddTask(Markup.Escape(Work), maxValue: 1);
                _bar.IsIndeterminate = true;
                await _ended.Task.ConfigureAwait(false);
            });
    }

    /// <inheritdoc/>
    private protected override void Show(Pace pace)
    {
        _column.Text = pace.ToString();
        if (_bar is null || pace.Fraction is not { } fraction)
            return;
        _bar.IsIndeterminate = false;
        // A full bar counts as finished and would stop moving though the work goes on.
        _bar.Value = Math.Clamp(fraction, 0, 0.999);
    }

    /// <inheritdoc/>
    private protected override void End(Pace pace)
    {
        _ended.SetResult();
        _display.GetAwaiter().GetResult();
        _remark($"{Work}: {pace.Summary()}");
    }
}
