using System.Buffers.Binary;
using System.Numerics;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.Events;
using ActorDetector.Detection.Judging;
using ActorDetector.Detection.Judging.Checkpoints;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Tests.Made;
using Google.Protobuf;

namespace ActorDetector.Detection.Tests.Judging.Checkpoints;

public sealed class OlderCheckpointTests
{
    private const int FirstColumnOfPlaces = 34;

    private static readonly NextKeyModel Model = MadeModels.Untrained(keys: 9, g: 3);

    private static readonly DetectorCombination Combination = new(
        VoteScale.Silent, VoteScale.Silent, [new("made", new MadeDetector(_ => 1), VoteScale.At(0))], NormalSessions: 9);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Sessions_that_were_saved_without_the_places_of_their_lines_open_and_the_places_are_unknown(bool isOlder)
    {
        LogJudge before = Create();
        Judge(before);
        PassivatedSession passive = before.Passivate(1).ShouldHaveSingleItem();
        byte[] delta = before.SaveChanged()!.Content;
        LogJudge judge = Create();
        judge.Restore(before.SaveParts().ToDictionary(part => part.Name, part => part.Content));

        judge.Apply(1, isOlder ? WithoutPlaces(delta) : delta);
        judge.EndRestore();
        judge.Activate(isOlder ? WithoutPlaces(passive.Content) : passive.Content);

        judge.BeginEnd().ShouldBeTrue();
        Answer(judge);
        judge.Endings.Select(ending => (ending.LastLine, ending.LastPlace)).ShouldBe(
            [(104L, isOlder ? default : new SourcePlace(5, 9)), (103L, isOlder ? default : new SourcePlace(5, 8))]);
        judge.Endings.ShouldAllBe(ending => ending.Source == 0 && ending.Worst.Source == 0 && ending.Verdict.IsToBeTold);
        judge.Endings.ShouldAllBe(ending => ending.Worst.Place == (isOlder ? default : new SourcePlace(5, ending.Worst.Number - 95)));
    }

    private static LogJudge Create() => LogJudge.Hosted(Model, Combination, MadeModels.ByEntity);

    private static void Judge(LogJudge judge)
    {
        var block = new EventBlock();
        block.Clear(0, arrived: 7, origin: 5);
        for (int i = 0; i < 5; i++)
            block.Add("line"u8, [(byte)('a' + (i % 2 == 0 ? 1 : 0))], [], new EventRow { Key = (ushort)(3 + i), LineNumber = 100 + i, Position = 5 + i, Time = i, Weight = 1 });
        judge.Begin(block);
        Answer(judge);
    }

    private static void Answer(LogJudge judge)
    {
        while (judge.NextWindows(out ReadOnlyMemory<ushort> windows))
            judge.Answer(Enumerable.Repeat(-2f, windows.Length / Model.Window * Model.Keys).ToArray());
    }

    // A message as it was before there were these columns.
    private static byte[] WithoutPlaces(byte[] message)
    {
        var input = new CodedInputStream(message[sizeof(uint)..]);
        using var older = new MemoryStream();
        var output = new CodedOutputStream(older);
        int left = 0;
        while (input.ReadTag() is > 0 and uint tag)
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
            {
                output.WriteTag(tag);
                output.WriteUInt64(input.ReadUInt64());
                continue;
            }

            ByteString column = input.ReadBytes();
            if (field >= FirstColumnOfPlaces)
            {
                left++;
                continue;
            }

            output.WriteTag(tag);
            output.WriteBytes(column);
        }

        left.ShouldBe(4);
        output.Flush();
        uint checksum = BitOperations.Crc32C(uint.MaxValue, (byte)CheckpointKind.Sessions);
        foreach (byte one in older.ToArray())
            checksum = BitOperations.Crc32C(checksum, one);
        byte[] sealedBytes = [0, 0, 0, 0, .. older.ToArray()];
        BinaryPrimitives.WriteUInt32LittleEndian(sealedBytes, ~checksum);
        return sealedBytes;
    }
}
