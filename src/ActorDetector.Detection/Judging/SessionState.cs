namespace ActorDetector.Detection.Judging;

/// <summary>What is kept of an open session besides its window.</summary>
internal struct SessionState
{
    public int Source;
    public int LastLength;
    public long LastLine;
    public long LastTime;
    public long LastPosition;
}
