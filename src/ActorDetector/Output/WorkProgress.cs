namespace ActorDetector.Output;

/// <summary>Tells a person how far a long work is, until it is disposed of; then says how much was done and how fast. For one thread.</summary>
public abstract class WorkProgress : IDisposable
{
    private readonly string _unit;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly long _start;
    private TimeSpan _next;
    private long _count;
    private bool _ended;

    /// <summary>A work that begins now.</summary>
    /// <param name="work">What is done, as "Reading app.log".</param>
    /// <param name="unit">What is counted, in the plural.</param>
    /// <param name="time">What rates are measured by.</param>
    /// <param name="interval">The shortest time between two things shown.</param>
    private protected WorkProgress(string work, string unit, TimeProvider time, TimeSpan interval)
    {
        Work = Printable.Shorten(work, 60);
        _unit = unit;
        _time = time;
        _interval = interval;
        _next = interval;
        _start = time.GetTimestamp();
    }

    /// <summary>What is done, safe to show.</summary>
    protected string Work { get; }

    /// <summary>Says how far the work is. Cheap: may be called for every block of lines.</summary>
    /// <param name="count">Units done so far.</param>
    /// <param name="fraction">Share of the work that is done, 0 to 1; null when the whole is not known.</param>
    public void Report(long count, double? fraction = null)
    {
        _count = count;
        TimeSpan elapsed = _time.GetElapsedTime(_start);
        if (elapsed < _next)
            return;
        _next = elapsed + _interval;
        Show(new Pace(count, fraction, elapsed, _unit));
    }

    /// <summary>Ends the work.</summary>
    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        End(new Pace(_count, null, _time.GetElapsedTime(_start), _unit));
        GC.SuppressFinalize(this);
    }

    /// <summary>Shows how far the work is.</summary>
    private protected abstract void Show(Pace pace);

    /// <summary>Shows what was done in all.</summary>
    private protected abstract void End(Pace pace);
}
