using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Logs.Tests.Formats.Headers;

public sealed class HeaderPatternProperties
{
    private static readonly Gen<string> Words = Gen.Elements("abcxyz0189._/".ToCharArray()).NonEmptyListOf().Select(chars => new string([.. chars]));

    // Literals are of other characters than the words, so that a rendered line can be cut in one way only.
    private static readonly Gen<string> Literals = Gen.Elements(" ", "  ", ": ", "] [", " - ", ", ", "=", " |");

    private static readonly Arbitrary<(string[] Words, string[] Literals)> Headers = (
        from words in Words.ListOf(6)
        from literals in Literals.ListOf(5)
        from count in Gen.Choose(1, 5)
        select (words.Take(count + 1).ToArray(), literals.Take(count).ToArray())).ToArbitrary();

    [Fact]
    public void What_a_header_was_written_from_is_cut_out_of_it_again() => Prop.ForAll(Headers, header =>
    {
        string line = header.Words[0];
        string pattern = "<F0>";
        for (int i = 0; i < header.Literals.Length; i++)
        {
            line += header.Literals[i] + header.Words[i + 1];
            pattern += header.Literals[i] + $"<F{i + 1}>";
        }

        HeaderPatternTests.Cut(pattern, line).ShouldBe(header.Words);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_pattern_of_any_characters_is_read_or_refused_and_never_anything_else() => Prop.ForAll(
        Gen.Elements("<>()?\\[] AB:".ToCharArray()).ArrayOf().ToArbitrary(), chars =>
        {
            try
            {
                HeaderPatternTests.Cut(new string(chars), "A B: (A) [B]");
            }
            catch (FormatException e)
            {
                e.Message.ShouldContain("at character");
            }
        }).QuickCheckThrowOnFailure();
}
