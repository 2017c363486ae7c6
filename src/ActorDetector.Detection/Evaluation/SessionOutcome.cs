using System.Text;
using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Evaluation;

/// <summary>A judged session, as evaluation needs it.</summary>
public sealed class SessionOutcome
{
    /// <summary>The rank of a session with an unseen template: beyond any g.</summary>
    public const int Unseen = int.MaxValue;

    private readonly TextBuffer _worst = new(0);

    /// <summary>Its entity.</summary>
    public required string Entity { get; init; }

    /// <summary>How many sessions it stands for.</summary>
    public required long Weight { get; init; }

    /// <summary>Its log keys.</summary>
    public List<ushort> Keys { get; } = [];

    /// <summary>Whether any of its lines is labelled an anomaly.</summary>
    public bool HasLabelledLine { get; set; }

    /// <summary>The worst rank of its events; <see cref="Unseen"/> with an unseen template.</summary>
    public int WorstRank { get; set; }

    /// <summary>Whether its end was judged, and is less probable than the next-key model allows.</summary>
    public bool EndIsImprobable { get; set; }

    /// <summary>How surprising it is, in nats: its most surprising event, its end, or its votes.</summary>
    public double Score { get; set; }

    /// <summary>The line that had the highest surprise.</summary>
    public string WorstLine => Encoding.UTF8.GetString(_worst.Bytes);

    /// <summary>Keeps the line of the highest surprise: bytes, as few of these lines are ever shown.</summary>
    internal void SetWorstLine(ReadOnlySpan<byte> mark, ReadOnlySpan<byte> line)
    {
        _worst.Clear();
        _worst.Add(mark);
        _worst.Add(line);
    }

    /// <summary>Whether all detectors together call the session anomalous.</summary>
    public bool IsAnomalous { get; set; }

    /// <summary>Whether the next-key model alone would at a g.</summary>
    public bool IsAnomalousAt(int g) => WorstRank > g || EndIsImprobable;
}
