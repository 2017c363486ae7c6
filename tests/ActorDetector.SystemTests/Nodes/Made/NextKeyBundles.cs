using ActorDetector.Detection;
using ActorDetector.Detection.Bundles;
using ActorDetector.Detection.Combination;
using ActorDetector.Detection.NextKey;
using ActorDetector.Detection.Training;
using ActorDetector.Learning.Lstm;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.SystemTests.Nodes.Made;

/// <summary>Bundles with the next-key model of another one alone.</summary>
internal static class NextKeyBundles
{
    /// <summary>Writes one whose templates are in the order of the other, or backwards: another version that must say the same.</summary>
    public static ModelBundle Write(string folder, string from, bool backwards)
    {
        ModelBundle bundle = BundleFolder.Read(from);
        int templates = bundle.Templates.Templates.Count;
        int[] ids = [.. backwards ? Enumerable.Range(0, templates).Reverse() : Enumerable.Range(0, templates)];
        int[] keys = [.. Enumerable.Range(0, LogKey.FirstTemplate), .. ids.Select(id => id + LogKey.FirstTemplate)];
        LstmNetwork network = bundle.NextKey.Network;
        NextKeyModel model = bundle.NextKey with
        {
            Network = LstmNetwork.From(network.Shape, network.Tensors.ToDictionary(
                tensor => tensor.Key, tensor => IsByKey(tensor.Key) ? Reordered(tensor.Value, keys) : tensor.Value)),
        };
        return BundleFolder.Write(
            folder,
            bundle.Manifest.Settings,
            bundle.Manifest.Metrics,
            bundle.Templates.Keep(ids),
            model,
            new TrainedCombination(DetectorCombination.OfNextKeyAlone(model), [], double.NaN),
            new Dictionary<string, object>(),
            new SeenSessions());
    }

    private static bool IsByKey(string name) => name is "embedding.weight" or "count_embedding.weight" or "output.weight" or "output.bias";

    private static Tensor Reordered(Tensor tensor, int[] keys)
    {
        int row = tensor.Values.Length / keys.Length;
        return tensor with { Values = [.. keys.SelectMany(key => tensor.Values[(key * row)..((key + 1) * row)])] };
    }
}
