using System.Buffers.Binary;
using System.Numerics;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using ActorDetector.Detection.Tests.Unseen;
using ActorDetector.Detection.Unseen;
using ActorDetector.Logs.Formats;
using ActorDetector.Logs.Sessions;

namespace ActorDetector.Detection.Tests.Judging.Checkpoints;

public sealed class CheckpointFuzzTests
{
    private static readonly NextKeyModel Model = MadeModels.Untrained(keys: 9, g: 3);
    private static readonly SessionOptions Windows = new() { SessionSpan = TimeSpan.FromTicks(9), SessionStep = TimeSpan.FromTicks(3) };

    private static readonly DetectorCombination Combination = new(
        VoteScale.At(3), VoteScale.At(7), [new("made", new MadeDetector(keys => keys.Length), VoteScale.At(4))], NormalSessions: 9);

    private static Func<LogJudge> Create => () => LogJudge.Hosted(Model, Combination, Windows);

    [Fact]
    public void A_damaged_message_is_refused_whatever_byte_is_damaged()
    {
        (byte[] delta, byte[] passive, byte[] state) = Saved();
        foreach (byte[] message in new[] { delta, passive, state })
        {
            for (int i = 0; i < message.Length; i++)
            {
                byte[] damaged = [.. message];
                damaged[i] ^= 0x10;
                Refused(damaged);
            }

            Refused(message[..^1]);
            Refused([.. message, 0]);
        }

        Refused([]);

        static void Refused(byte[] damaged)
        {
            Should.Throw<FormatException>(() => Create().Apply(1, damaged));
            Should.Throw<FormatException>(() => Create().Activate(damaged));
            Should.Throw<FormatException>(() => Create().Restore(new Dictionary<string, byte[]> { ["judge"] = damaged }));
            Should.Throw<FormatException>(() => MadeMeanings.Resolver().Restore(damaged));
        }
    }

    [Fact]
    public void A_message_of_another_kind_or_model_is_refused()
    {
        (byte[] delta, _, byte[] state) = Saved();

        Should.Throw<FormatException>(() => Create().Apply(1, state));
        Should.Throw<FormatException>(() => Create().Restore(new Dictionary<string, byte[]> { ["judge"] = delta }));
        Should.Throw<FormatException>(() => LogJudge.Hosted(MadeModels.Untrained(9, 3, window: 5), Combination, Windows).Apply(1, delta)).Message.ShouldContain("windows of 4");
        Should.Throw<FormatException>(() => LogJudge.Hosted(MadeModels.Untrained(5, 3), Combination, Windows).Apply(1, delta));
    }

    // Whoever can write the store can make the checksum right.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_message_made_up_with_its_checksum_is_refused_or_read_and_nothing_else(int kind)
    {
        (byte[] delta, byte[] passive, byte[] state) = Saved();
        UnseenResolver resolver = MadeMeanings.Resolver();
        foreach (string line in new[] { "kernel panic", "disk burns", "queue jammed everywhere" })
            resolver.Resolve(line);
        byte[] message = kind switch { 1 => state, 2 => delta, 3 => resolver.SaveChanged()!, _ => passive };
        var random = new Random(kind);
        int read = 0;
        for (int round = 0; round < 5_000; round++)
        {
            byte[] made = Mutated(message, random);
            BinaryPrimitives.WriteUInt32LittleEndian(made, Checksum(kind == 4 ? (byte)2 : (byte)kind, made.AsSpan(4)));
            try
            {
                Read(kind, made, state);
                read++;
            }
            catch (FormatException)
            {
            }
        }

        read.ShouldBeLessThan(5_000);
    }

    private static void Read(int kind, byte[] made, byte[] state)
    {
        LogJudge judge = Create();
        if (kind == 3)
        {
            MadeMeanings.Resolver().Restore(made);
            return;
        }

        judge.Restore(new Dictionary<string, byte[]> { ["judge"] = kind == 1 ? made : state });
        if (kind == 4)
            judge.Activate(made);
        if (kind == 2)
            judge.Apply(1, made);
        judge.EndRestore();
        judge.SaveChanged();
        Judge(judge, Block(50));
    }

    private static byte[] Mutated(byte[] message, Random random)
    {
        byte[] made = [.. message];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(4, made.Length);
            made = random.Next(4) switch
            {
                0 => [.. made[..at], .. made[Math.Min(made.Length, at + random.Next(1, 9))..]],
                1 => [.. made[..at], (byte)random.Next(256), .. made[at..]],
                2 => [.. made[..at], (byte)random.Next(256), .. made[(at + 1)..]],
                _ => [.. made[..at], (byte)(made[at] + 1), .. made[(at + 1)..]],
            };
            if (made.Length < 6)
                return [.. message];
        }

        return made;
    }

    private static uint Checksum(byte kind, ReadOnlySpan<byte> bytes)
    {
        uint checksum = BitOperations.Crc32C(uint.MaxValue, kind);
        foreach (byte one in bytes)
            checksum = BitOperations.Crc32C(checksum, one);
        return ~checksum;
    }

    private static (byte[] Delta, byte[] Passive, byte[] State) Saved()
    {
        LogJudge judge = Create();
        Judge(judge, Block(0));
        byte[] passive = judge.Passivate(3)[0].Content;
        return (judge.SaveChanged()!.Content, passive, judge.SaveParts().Single(part => part.Name == "judge").Content);
    }

    private static EventBlock Block(int time)
    {
        var block = new EventBlock();
        block.Clear(0);
        for (int i = 0; i < 30; i++)
            block.Add("line"u8, [(byte)('a' + (i % 5))], [], new EventRow { Key = (ushort)(2 + (i % 7)), LineNumber = i + 1, Time = time + (i / 3), Weight = 1 });
        block.Add("line"u8, "last"u8, [], new EventRow { Key = 3, LineNumber = 99, Time = ParsedLine.NoTime, Weight = 1 });
        return block;
    }

    private static void Judge(LogJudge judge, EventBlock block)
    {
        judge.Begin(block);
        while (judge.NextWindows(out ReadOnlyMemory<ushort> windows))
        {
            float[] answers = new float[windows.Length / Model.Window * Model.Keys];
            Array.Fill(answers, -2);
            judge.Answer(answers);
        }
    }
}
