using System.Globalization;
using System.Text;
using CsvHelper;

namespace ActorDetector.Logs.Tests.Formats;

/// <summary>The loghub samples: raw lines, and the content that each truly has.</summary>
internal static class Loghub
{
    public static TheoryData<string> Systems =>
        ["HDFS", "Hadoop", "Spark", "Zookeeper", "BGL", "Windows", "Linux", "Apache", "OpenSSH", "OpenStack"];

    public static string LogOf(string system) => SharedData.PathOf("loghub_2k", system, $"{system}_2k.log");

    /// <summary>A column of the structured file.</summary>
    public static List<string> Column(string system, string column)
    {
        using CsvReader csv = new(new StreamReader(LogOf(system) + "_structured.csv", Encoding.UTF8), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        List<string> values = [];
        while (csv.Read())
            values.Add(csv.GetField(column)!);
        return values;
    }
}
