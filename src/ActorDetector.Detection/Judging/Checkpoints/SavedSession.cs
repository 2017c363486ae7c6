using System.Runtime.InteropServices;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Judging.Checkpoints;

/// <summary>All that is kept of an open session, between a judge's memory and a checkpoint. Reused from session to session.</summary>
internal sealed class SavedSession
{
    // Of the columns that do not grow with the session.
    private const int FixedBytes = 112;

    public List<byte> Identifier { get; } = [];

    public SessionRow Row { get; set; }

    public SessionState State { get; set; }

    public List<ushort> Window { get; } = [];

    public List<ushort> Keys { get; } = [];

    public long LastTimed { get; set; } = ParsedLine.NoTime;

    public WorstEvent Worst { get; set; }

    public List<ushort> WorstWindow { get; } = [];

    /// <summary>Whether windows of time overlap, and the two that follow are known.</summary>
    public bool HasPanes { get; set; }

    public long PaneStart { get; set; }

    public List<(long Start, ushort[] Keys)> Panes { get; } = [];

    public ReadOnlySpan<byte> IdentifierBytes => CollectionsMarshal.AsSpan(Identifier);

    /// <summary>About how many bytes it takes in a checkpoint.</summary>
    public int Bytes => FixedBytes + Identifier.Count + Window.Count + WorstWindow.Count + Keys.Count + Panes.Sum(pane => 16 + pane.Keys.Length);

    /// <summary>Forgets the session before.</summary>
    public void Clear()
    {
        Identifier.Clear();
        (Row, State, Worst) = (default, default, default);
        (LastTimed, HasPanes, PaneStart) = (ParsedLine.NoTime, false, 0);
        Window.Clear();
        WorstWindow.Clear();
        Keys.Clear();
        Panes.Clear();
    }

    /// <summary>Makes the windows as long as those of another model.</summary>
    public void FitWindows(int length)
    {
        Fit(Window, length);
        if (WorstWindow.Count > 0)
            Fit(WorstWindow, length);
    }

    /// <summary>Copies the last keys of a window, PAD before them where there are too few.</summary>
    public static void CopyWindow(List<ushort> from, Span<ushort> window)
    {
        ReadOnlySpan<ushort> keys = CollectionsMarshal.AsSpan(from);
        keys = keys[Math.Max(0, keys.Length - window.Length)..];
        window[..^keys.Length].Clear();
        keys.CopyTo(window[^keys.Length..]);
    }

    private static void Fit(List<ushort> window, int length)
    {
        ushort[] fitted = new ushort[length];
        CopyWindow(window, fitted);
        window.Clear();
        window.AddRange(fitted);
    }
}
