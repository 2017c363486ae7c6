using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace ActorDetector.SystemTests.Processes;

/// <summary>A folder of one test's own in which the program is run, deleted with it.</summary>
internal sealed class Workplace : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("actordetector-system-").FullName;

    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    public void WritePacked(string name, string text)
    {
        using var packed = new GZipStream(File.Create(PathOf(name)), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The rows of a CSV file, its columns' names first.</summary>
    public List<string[]> Rows(string name)
    {
        using var csv = new CsvHelper.CsvParser(new StreamReader(PathOf(name)), System.Globalization.CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        while (csv.Read())
            rows.Add(csv.Record!);
        return rows;
    }

    /// <summary>Starts the program with an open standard input.</summary>
    public RunningProgram Start(params string[] words) => new(RunningProgram.Command(Folder, words));

    /// <summary>Runs the program with an empty standard input.</summary>
    public Ended Run(params string[] words)
    {
        using RunningProgram program = Start(words);
        return program.End();
    }

    /// <summary>Runs the program with bytes as its standard input.</summary>
    public Ended RunOn(byte[] input, params string[] words)
    {
        using RunningProgram program = Start(words);
        program.Write(input);
        return program.End();
    }

    /// <summary>Runs the program with a variable in its environment.</summary>
    public Ended RunWith(string variable, string value, params string[] words)
    {
        ProcessStartInfo start = RunningProgram.Command(Folder, words);
        start.Environment[variable] = value;
        using RunningProgram program = new(start);
        return program.End();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
