using System.Buffers.Binary;
using System.Text;
using ActorDetector.Learning.Tensors;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Learning.Tests.Tensors;

public sealed class SafetensorsTests
{
    private const string Header = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]}}""";

    [Fact]
    public void A_file_written_by_hand_is_read()
    {
        IReadOnlyDictionary<string, Tensor> tensors = Read(Compose(Header, 1.5f, -2, 0.25f));
        tensors.Keys.ShouldBe(["a", "b"]);
        tensors["a"].Shape.ShouldBe([2]);
        tensors["a"].Values.ShouldBe([1.5f, -2]);
        tensors["b"].Shape.ShouldBe([1, 1]);
        tensors["b"].Values.ShouldBe([0.25f]);
    }

    [Fact]
    public void A_file_is_written_as_by_hand()
    {
        byte[] written = Write(new OrderedDictionary<string, Tensor> { ["a"] = new([2], [1.5f, -2]), ["b"] = new([1, 1], [0.25f]) });
        written.ShouldBe(Compose(Header.PadRight(112), 1.5f, -2, 0.25f));
    }

    [Fact]
    public void Metadata_spaces_and_another_order_of_names_are_allowed()
    {
        string header = """{"__metadata__":{"format":"pt"},"b":{"data_offsets":[4,8],"shape":[],"dtype":"F32"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   """;
        IReadOnlyDictionary<string, Tensor> tensors = Read(Compose(header, 1, 2));
        tensors["a"].Values.ShouldBe([1]);
        tensors["b"].Values.ShouldBe([2]);
        tensors["b"].Shape.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Gen<(string Name, int[] Shape)> tensor =
            from name in ArbMap.Default.GeneratorFor<NonEmptyString>()
            from shape in Gen.Choose(0, 5).ArrayOf().Where(sizes => sizes.Length < 5)
            select (name.Get, shape);
        Prop.ForAll(tensor.ArrayOf().ToArbitrary(), made =>
        {
            OrderedDictionary<string, Tensor> tensors = [];
            foreach ((string name, int[] shape) in made.Where(one => one.Name != "__metadata__" && IsText(one.Name)))
            {
                int count = shape.Aggregate(1, (product, size) => product * size);
                tensors[name] = new(shape, [.. Enumerable.Range(0, count).Select(i => i / 7f)]);
            }

            IReadOnlyDictionary<string, Tensor> back = Read(Write(tensors));
            return back.Count == tensors.Count && tensors.All(one =>
                back[one.Key].Shape.SequenceEqual(one.Value.Shape) && back[one.Key].Values.SequenceEqual(one.Value.Values));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_large_tensor_is_read_back()
    {
        float[] values = [.. Enumerable.Range(0, 300_001).Select(i => (float)i)];
        Read(Write(new Dictionary<string, Tensor> { ["large"] = new([300_001], values) }))["large"].Values.ShouldBe(values);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", "F64")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", "dtype")]
    [InlineData("""{"a":{"dtype":"F32","shape":"1","data_offsets":[0,4]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", "size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""", "size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "starts at")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "twice")]
    [InlineData("""{"a":4}""", "dtype")]
    [InlineData("""[1]""", "object")]
    [InlineData("""{"a":""", "JSON")]
    [InlineData("""{}""", "goes on")]
    public void What_cannot_be_is_refused_with_what_is_wrong(string header, string says) =>
        Should.Throw<FormatException>(() => Read(Compose(header, 1, 2))).Message.ShouldContain(says);

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        byte[] whole = Compose(Header, 1, 2, 3);
        for (int length = 0; length < whole.Length; length++)
            Should.Throw<FormatException>(() => Read(whole[..length]), $"cut at {length}");
    }

    [Fact]
    public void A_claimed_size_takes_no_memory_that_the_file_does_not_have()
    {
        byte[] file = Compose("""{"a":{"dtype":"F32","shape":[500000000],"data_offsets":[0,2000000000]}}""", 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<FormatException>(() => Read(file)).Message.ShouldContain("tensor a");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    public void A_header_length_that_cannot_be_is_refused(ulong length)
    {
        byte[] file = new byte[100];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        Should.Throw<FormatException>(() => Read(file)).Message.ShouldContain("header");
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Gen.Choose(0, 120).ToArbitrary(), (bytes, at) =>
        {
            byte[] file = Compose(Header, 1, 2, 3);
            bytes.AsSpan(0, Math.Min(bytes.Length, file.Length - at)).CopyTo(file.AsSpan(at));
            try
            {
                Read(file);
            }
            catch (FormatException)
            {
                return true;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_tensor_whose_shape_and_numbers_disagree_is_not_written() =>
        Should.Throw<ArgumentException>(() => Write(new Dictionary<string, Tensor> { ["odd"] = new([3], [1, 2]) }))
            .Message.ShouldContain("odd");

    // A lone half of a surrogate pair is not text, and JSON cannot carry it.
    private static bool IsText(string name) => !name.Any(char.IsSurrogate);

    private static byte[] Compose(string header, params float[] numbers)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), file = new byte[8 + text.Length + (4 * numbers.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)text.Length);
        text.CopyTo(file, 8);
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + text.Length + (4 * i)), numbers[i]);
        return file;
    }

    private static IReadOnlyDictionary<string, Tensor> Read(byte[] file) => Safetensors.Read(new MemoryStream(file));

    private static byte[] Write(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using MemoryStream stream = new();
        Safetensors.Write(stream, tensors);
        return stream.ToArray();
    }
}
