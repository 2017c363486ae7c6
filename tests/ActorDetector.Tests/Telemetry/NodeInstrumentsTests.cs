using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ActorDetector.Actors.Nodes;
using ActorDetector.Telemetry;
using ActorDetector.Tests.Http;

namespace ActorDetector.Tests.Telemetry;

/// <summary>The node's metrics as instruments.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class NodeInstrumentsTests(TrainedModel model)
{
    [Fact]
    public void Latency_is_told_once_with_exact_buckets_and_sum()
    {
        var node = new TestNode(model.Bundle);
        using var instruments = new NodeInstruments(node);
        using var reader = new Reading(instruments);

        double[] first = reader.Read("actordetector.latency");
        double[] nothingNew = reader.Read("actordetector.latency");
        node.Status = node.Status with { Latency = new LatencySnapshot([0.01, 0.1], [5, 2, 3], 1.0) };
        double[] more = reader.Read("actordetector.latency");

        (first.Count(value => value <= 0.01), first.Count(value => value is > 0.01 and <= 0.1), first.Count(value => value > 0.1)).ShouldBe((5, 2, 1));
        first.Sum().ShouldBe(0.38, 0.2); // the last bucket has no bound: a value far beyond it is told as less
        nothingNew.ShouldBeEmpty();
        more.Length.ShouldBe(2);
        more.Sum().ShouldBe(0.25, 1e-9);
    }

    [Fact]
    public void Lines_by_outcome_add_up_to_the_lines()
    {
        var node = new TestNode(model.Bundle);
        node.Status = node.Status with { Shards = [NodeMetricsTests.Shard(0, 1), NodeMetricsTests.Shard(1, 10)] };
        using var instruments = new NodeInstruments(node);
        using var reader = new Reading(instruments);

        reader.Read("actordetector.lines").Sum().ShouldBe(77);
        reader.Read("actordetector.anomalies").ShouldBe([33]);
    }

    private sealed class Reading : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value)> _values = new();

        public Reading(NodeInstruments instruments)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, instruments.Meter))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _values.Enqueue((instrument.Name, value)));
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _values.Enqueue((instrument.Name, value)));
            _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => _values.Enqueue((instrument.Name, value)));
            _listener.Start();
        }

        public double[] Read(string name)
        {
            _values.Clear();
            _listener.RecordObservableInstruments();
            return [.. _values.Where(value => value.Name == name).Select(value => value.Value)];
        }

        public void Dispose() => _listener.Dispose();
    }
}
