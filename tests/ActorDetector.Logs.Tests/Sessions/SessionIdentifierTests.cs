using System.Text;
using ActorDetector.Logs.Sessions;
using ActorDetector.Logs.Text;

namespace ActorDetector.Logs.Tests.Sessions;

public sealed class SessionIdentifierTests
{
    [Theory]
    [InlineData(@"blk_-?\d+", "Receiving block blk_-17 src: /10.0.0.1", "blk_-17")]
    [InlineData(@"user=(\S+)", "login user=ann from=10.0.0.1", "ann")]
    public void The_identifier_is_the_first_group_or_the_whole_match(string pattern, string line, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        new SessionIdentifier(pattern).TryFind(bytes, out Slice found).ShouldBeTrue();
        Encoding.UTF8.GetString(found.Of(bytes)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(@"blk_-?\d+", "no block here")]
    [InlineData(@"user=(\w*)", "login user= from=10.0.0.1")]
    public void A_line_without_an_identifier_or_with_an_empty_one_has_none(string pattern, string line) =>
        new SessionIdentifier(pattern).TryFind(Encoding.UTF8.GetBytes(line), out _).ShouldBeFalse();

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_refused_by_the_options_name() =>
        Should.Throw<ArgumentException>(() => new SessionIdentifier("(")).Message.ShouldContain("--session-id");
}
