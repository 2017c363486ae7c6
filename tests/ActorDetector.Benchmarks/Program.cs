using ActorDetector.Benchmarks.Lstm;

switch (args)
{
    case ["lstm"]:
        LstmThroughput.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: ActorDetector.Benchmarks lstm");
        return 2;
}
