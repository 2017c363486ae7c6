using System.Text;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Parameters;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Reading;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Parameters;

[Collection(MeasuresMemory.Name)]
public sealed class ParameterMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Lines_are_parsed_without_allocation_whether_their_parameters_are_kept_or_not(bool kept)
    {
        string[] lines = [.. Enumerable.Range(0, 2_000).Select(i => MadeLines.Line(i, "web-0", $"took {i % 90} ms for user{i % 7}"))];
        MadeLines made = new(lines);
        bool[] parametersOf = new ParameterTraining(made.Templates, new ParameterOptions { ParameterTemplates = 5 }).ParametersOf;
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines) + '\n');
        EventParser parser = EventParser.Create(
            LogFormats.Resolve(new FormatOptions { Format = "<Date> <Time> <Host> <Content>" }, text), new SessionOptions(), made.Templates, [[]], kept ? parametersOf : null);
        var block = new LineBlock();
        var events = new EventBlock();
        using var reader = new LineReader(new MemoryStream(text), "made", 0, new ReadingOptions());
        reader.Read(block).ShouldBeTrue();
        for (int warm = 0; warm < 3; warm++)
            parser.Parse(block, events);

        Allocation.Of(() => parser.Parse(block, events)).ShouldBe(0);
        events.Count.ShouldBe(lines.Length);
        events.ParameterCount(99).ShouldBe(kept ? 2 : 0);
    }
}
