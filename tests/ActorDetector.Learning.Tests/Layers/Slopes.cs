using ActorDetector.Learning.Layers;
using ActorDetector.Learning.Tensors;

namespace ActorDetector.Learning.Tests.Layers;

/// <summary>Holds gradients against what small changes of the weights do to the loss of a model's first ten examples.</summary>
internal static class Slopes
{
    private const float Change = 1e-2f;

    /// <summary>Checks every third weight of each tensor.</summary>
    /// <param name="tensors">Makes a copy of the model's weights.</param>
    /// <param name="learnerOf">A learner that starts from weights.</param>
    /// <param name="weights">The weights of the examples.</param>
    public static void ShouldBeGradients(
        Func<OrderedDictionary<string, Tensor>> tensors, Func<OrderedDictionary<string, Tensor>, GradientLearner> learnerOf, float[] weights)
    {
        int[] examples = [.. Enumerable.Range(0, weights.Length)];
        GradientLearner learner = learnerOf(tensors());
        learner.Learn(examples, weights);
        foreach ((string name, Tensor gradient) in learner.Gradients)
        {
            for (int i = 0; i < gradient.Values.Length; i += 3)
                ((double)gradient.Values[i]).ShouldBe((Loss(name, i, Change) - Loss(name, i, -Change)) / (2 * Change), 2e-4, $"{name}[{i}]");
        }

        double Loss(string tensor, int index, float by)
        {
            OrderedDictionary<string, Tensor> changed = tensors();
            changed[tensor].Values[index] += by;
            return learnerOf(changed).Learn(examples, weights);
        }
    }
}
