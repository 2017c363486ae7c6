using System.Text;
using ActorDetector.Logs.Formats;

namespace ActorDetector.Logs.Tests.Formats;

public sealed class LineLabelTests
{
    [Theory]
    [InlineData("-", false)]
    [InlineData("0", false)]
    [InlineData("Normal", false)]
    [InlineData("FALSE", false)]
    [InlineData("", false)]
    [InlineData("1", true)]
    [InlineData("Anomaly", true)]
    [InlineData("KERNDTLB", true)]
    public void A_label_is_normal_or_an_anomaly(string label, bool isAnomaly) => LineLabel.IsAnomaly(Encoding.UTF8.GetBytes(label)).ShouldBe(isAnomaly);
}
