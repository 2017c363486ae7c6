using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Actors.Tests.Sources.Syslog;

public sealed class SyslogFramerTests
{
    private const string Long = "<1>345678901234567890123456789012345678X";

    // Pieces of streams, put together at random.
    private static readonly string[] s_parts =
        ["<13>a\n", "5 <1>ab", "5 <1>ab\n", "\n", "\r\n", "\0", "<13>b\r\n", "<13>c\0", Long + "\n", Long + "Y\n", Long + "Y\r\n", "41 " + Long + "Y", "40 " + Long, "12", " ", "9", "0",
            "123456789 x\n", "2024-05-01 x\n", "<", "é", "3 <1>", "99 <13>short"];

    [Theory]
    [InlineData("<13>a\n<13>b\r\n<13>c\0", "<13>a|<13>b|<13>c")]
    [InlineData("5 <1>ab6 <1>\nbc", "<1>ab|<1>\nbc")]
    [InlineData("5 <1>ab\n4 <1>c<13>line\n5 <1>de", "<1>ab|<1>c|<13>line|<1>de")]
    [InlineData("6 <1>ab\n5 <1>c\0", "<1>ab|<1>c")]
    [InlineData("a\n\nb\n", "a||b")]
    [InlineData("5 hello4 <1>x", "hello|<1>x")]
    [InlineData("a\n42 is no count\n", "a|42 is no count")]
    [InlineData("2024-05-01 a\n081109 b\n1117838570 c\n", "2024-05-01 a|081109 b|1117838570 c")]
    [InlineData("<1>a", "<1>a")]
    [InlineData("<1>a\n<1>b", "<1>a|<1>b")]
    [InlineData("9 <1>half", "[Broken]")]
    [InlineData("5 <1>ab9", "<1>ab|[Broken]")]
    [InlineData("4 <1>ab5 <1>cd", "<1>a|[Lost]")]
    [InlineData("5 <1>ab0 x", "<1>ab|[Lost]")]
    [InlineData("5 <1>ab123456789 x", "<1>ab|[Lost]")]
    [InlineData("5 <1>ab5<1>ab", "<1>ab|[Lost]")]
    [InlineData("", "")]
    public void A_stream_is_cut_into_messages(string stream, string frames) => Cut(stream, int.MaxValue).ShouldBe(frames);

    [Theory]
    [InlineData(Long + "\na\n", Long + "|a")]
    [InlineData(Long + "\r\na\n", Long + "|a")]
    [InlineData(Long + "Y\na\n", "[TooLong]|a")]
    [InlineData(Long + "Y\r\na\n", "[TooLong]|a")]
    [InlineData(Long + Long + Long + "\na\n", "[TooLong]|a")]
    [InlineData("40 " + Long + "4 <1>a", Long + "|<1>a")]
    [InlineData("41 " + Long + "Y4 <1>a", "[TooLong]|<1>a")]
    [InlineData("120 " + Long + Long + Long + "4 <1>a", "[TooLong]|<1>a")]
    [InlineData("99999999 <1>x", "[TooLong]")]
    public void A_message_that_is_too_long_is_skipped_and_the_next_is_found(string stream, string frames)
    {
        Cut(stream, int.MaxValue).ShouldBe(frames);
        Cut(stream, 1).ShouldBe(frames);
    }

    [Fact]
    public void Any_pieces_of_a_stream_give_the_same_frames() => Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        Gen.Choose(1, 50).ToArbitrary(),
        (int[] choices, int piece) =>
        {
            byte[] stream = Encoding.Latin1.GetBytes(string.Concat(choices.Select(choice => s_parts[(int)((uint)choice % s_parts.Length)])));
            List<string> whole = Frames.Of(stream, _ => piece);
            Frames.Of(stream, _ => 1).ShouldBe(whole);
            Frames.Of(stream, at => 1 + (at * 7 % piece)).ShouldBe(whole);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Any_bytes_are_framed_without_an_error() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => Frames.Of(bytes, _ => 3).Count.ShouldBeLessThanOrEqualTo(bytes.Length)).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    private static string Cut(string stream, int piece) => string.Join('|', Frames.Of(Encoding.Latin1.GetBytes(stream), at => Math.Min(piece, stream.Length)));
}
