using ActorDetector.Learning.Tensors;
using ActorDetector.Learning.Words;
using static ActorDetector.Learning.Tests.Words.MadeWords;

namespace ActorDetector.Learning.Tests.Words;

public sealed class WordVectorsTests
{
    [Fact]
    public void Vectors_written_and_read_are_the_same_bit_for_bit()
    {
        WordVectors vectors = WordTrainer.Train(Corpus, Small);
        using MemoryStream file = new();
        Safetensors.Write(file, vectors.Tensors);
        file.Position = 0;
        WordVectors read = WordVectors.From(vectors.Words, vectors.ShortestSubword, vectors.LongestSubword, Safetensors.Read(file));
        Numbers(read).ShouldBe(Numbers(vectors));
        foreach (string word in (string[])["disk", "disks", "unheardof"])
            read.Similarity(word, "tape").ShouldBe(vectors.Similarity(word, "tape"));
    }

    [Fact]
    public void Tensors_that_do_not_belong_to_the_words_are_refused()
    {
        WordVectors vectors = WordTrainer.Train(Corpus, Small);
        Dictionary<string, Tensor> tensors = new(vectors.Tensors);
        Fault(() => WordVectors.From(["one"], 3, 5, tensors)).ShouldContain("1 words");
        Fault(() => WordVectors.From(vectors.Words, 3, 2, tensors)).ShouldContain("3 to 2");
        Fault(() => WordVectors.From([.. vectors.Words.Skip(1), vectors.Words[1]], 3, 5, tensors)).ShouldContain("twice");
        Fault(() => WordVectors.From(vectors.Words, 3, 5, new Dictionary<string, Tensor>())).ShouldContain("words.weight is missing");
        tensors["subwords.weight"] = new([1, 10], [.. Enumerable.Repeat(float.NaN, 10)]);
        Fault(() => WordVectors.From(vectors.Words, 3, 5, tensors)).ShouldContain("finite");
        tensors["subwords.weight"] = new([10], new float[10]);
        Fault(() => WordVectors.From(vectors.Words, 3, 5, tensors)).ShouldContain("no matrix");

        static string Fault(Action read) => Should.Throw<FormatException>(read).Message;
    }
}
