using System.Text.Json;
using ActorDetector.Logs.Formats;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Formats.Json;

public sealed class JsonFormatProperties
{
    private static readonly Gen<string> Texts = Gen.Elements("ab \"\\/\n\té€ {}[]:,".ToCharArray()).ArrayOf().Select(chars => new string(chars));

    [Fact]
    public void What_was_written_as_JSON_is_read_again() => Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), (text, host) =>
    {
        string line = JsonSerializer.Serialize(new { a = new[] { text }, b = new { message = host }, message = "x" + text + "y", host });

        Parses parsed = Parses.OfLine(line, new FormatOptions { Format = "json" });

        parsed.Content.ShouldBe("x" + text + "y");
        parsed.Entity.ShouldBe(host);
    }).QuickCheckThrowOnFailure();
}
