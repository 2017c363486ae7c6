namespace ActorDetector.Tests.CommandLine;

public enum Colour
{
    Red,
    DarkBlue,
}
