namespace ActorDetector.Detection.Judging;

/// <summary>What is kept of an open session besides its window.</summary>
internal struct SessionState
{
    public int Source; // with a hosted judge the origin
    public int LastLength;
    public long LastLine;
    public long LastTime;
    public long LastPosition; // in the text that is kept; with a hosted judge in the count of the origin
}
