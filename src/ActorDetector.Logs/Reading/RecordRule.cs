namespace ActorDetector.Logs.Reading;

/// <summary>Says which lines are one record. Sees every line once, in order.</summary>
internal abstract class RecordRule
{
    /// <summary>Whether a line joins the record before it.</summary>
    public abstract bool Joins(ReadOnlySpan<byte> line);

    /// <summary>A line began a record.</summary>
    public virtual void Begin(ReadOnlySpan<byte> line)
    {
    }

    /// <summary>Whether the record of the lines seen so far is known to be whole before the next line comes.</summary>
    public virtual bool IsWhole => false;
}
