using ActorDetector.Logs.Tests.Mining;

namespace ActorDetector.Logs.Tests.Masking;

public sealed class BuiltInMaskTests
{
    [Theory]
    [InlineData("from 10.250.18.114 now", "from <IP> now")]
    [InlineData("from 10.250.18.114:50010 now", "from <IP> now")]
    [InlineData("from /10.250.18.114:50010 now", "from <IP> now")]
    [InlineData("from fe80::1ff:fe23:4567:890a now", "from <IP> now")]
    [InlineData("from ::ffff:10 now", "from <IP> now")]
    [InlineData("card 00:1b:44:11:3a:b7 found", "card <MAC> found")]
    [InlineData("wrote 42 items", "wrote <NUM> items")]
    [InlineData("wrote -42 items", "wrote <NUM> items")]
    [InlineData("load +0.75 now", "load <NUM> now")]
    [InlineData("wrote 1,234,567 items", "wrote <NUM> items")]
    [InlineData("version 6.1.7601.23505 found", "version <NUM> found")]
    [InlineData("address 0x7fFe10 bad", "address <HEX> bad")]
    [InlineData("commit a489c868f0c37da93b76227c91bb03908ac0e742 done", "commit <HEX> done")]
    [InlineData("magic deadbeef seen", "magic <HEX> seen")]
    [InlineData("instance 127e769a-4fe6-4548-93b1-513ac51e0452 up", "instance <UUID> up")]
    [InlineData("open /var/log/messages.1 failed", "open <PATH> failed")]
    [InlineData("open ~/notes.txt failed", "open <PATH> failed")]
    [InlineData("open ../notes failed", "open <PATH> failed")]
    [InlineData(@"open C:\Windows\Logs\cbs.log failed", "open <PATH> failed")]
    [InlineData(@"open \\server\share failed", "open <PATH> failed")]
    [InlineData("GET /index.html?q=a:b&c=d done", "GET <PATH> done")]
    [InlineData("mail to jane.doe+x@example.org sent", "mail to <EMAIL> sent")]
    [InlineData("fetch https://example.org/a?b=1 done", "fetch <URL> done")]
    [InlineData("fetch hdfs://node:9000/a/b. done", "fetch <URL>. done")]
    [InlineData("took 15ms in all", "took <DURATION> in all")]
    [InlineData("took 1.5 seconds in all", "took <DURATION> in all")]
    [InlineData("used 512MB of it", "used <SIZE> of it")]
    [InlineData("used 3.2 KiB of it", "used <SIZE> of it")]
    [InlineData("at 20:40:53.744 it ended", "at <TIME> it ended")]
    [InlineData("at Fri Jul 15 03:55:15 2005 it ended", "at <TIME> it ended")]
    [InlineData("at Fri, Jul 15 it ended", "at <TIME> it ended")]
    [InlineData("at Fri Jul 15 03:55:15 PDT 2005 it ended", "at <TIME> it ended")]
    [InlineData("block blk_-1608999687919862906 done", "block <*> done")]
    [InlineData("host node-3.example.org:8030 gone", "host <*> gone")]
    public void A_variable_part_is_masked_by_its_name(string line, string template) => Mine.Tree(line).Texts().ShouldBe([template]);

    [Theory]
    [InlineData("input/output error")]
    [InlineData("May be late")]
    [InlineData("std::vector grew")]
    [InlineData("can't do that")]
    [InlineData("a face was added")]
    [InlineData("org.example.Service stopped")]
    [InlineData("see C: and D:")]
    [InlineData("user@host wrote")]
    [InlineData("well... maybe")]
    [InlineData("größer als früher")]
    public void Words_that_say_something_stay(string line) => Mine.Tree(line).Texts().ShouldBe([line.Replace("...", ".", StringComparison.Ordinal)]);

    [Theory]
    [InlineData("delete blk_1", "delete blk_1 blk_2 blk_3")]
    [InlineData("ports 80 open", "ports 80, 443, 8080 open")]
    [InlineData("sent bytes out", "sent bytes (3.2 KB) out")]
    [InlineData("call from 10.0.0.1 () at 3", "call from 10.0.0.1 (10.0.0.2) at 4")]
    public void Lists_and_optional_brackets_have_one_template_whatever_their_length(string one, string other) =>
        Mine.Tree(one, other).Templates.Count.ShouldBe(1);

    [Fact]
    public void A_mask_whose_kind_differs_from_line_to_line_is_shown_as_any() =>
        Mine.Tree("id 12345678 seen", "id 0x1234 seen").Texts().ShouldBe(["id <*> seen"]);

    [Fact]
    public void Bytes_that_are_no_text_are_variable()
    {
        var miner = Logs.Mining.TemplateMiner.Create(new(), new());
        miner.Learn([.. "key "u8, 0xFF, 0xFF, .. " end"u8]);
        miner.Freeze().Texts().ShouldBe(["key <*> end"]);
    }
}
