using System.Text;
using ActorDetector.Detection.Events;

namespace ActorDetector.Detection.Tests.Events;

public sealed class LineLabelTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("0", false)]
    [InlineData("Normal", false)]
    [InlineData("FALSE", false)]
    [InlineData(" normal ", false)]
    [InlineData("1", true)]
    [InlineData("Anomaly", true)]
    [InlineData("KERNDTLB", true)]
    public void A_label_is_an_anomaly_unless_it_says_that_nothing_is_wrong(string label, bool anomaly) =>
        LineLabel.IsAnomaly(Encoding.UTF8.GetBytes(label)).ShouldBe(anomaly);
}
