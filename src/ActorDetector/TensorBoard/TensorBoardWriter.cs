using System.Globalization;
using Google.Protobuf;

namespace ActorDetector.TensorBoard;

/// <summary>Writes what happens in training to an event file that TensorBoard shows.</summary>
/// <remarks>TensorFlow's event files: framed records of Event messages, the first of them the version.</remarks>
public sealed class TensorBoardWriter : IDisposable
{
    private const string Version = "brain.Event:2";
    private readonly TimeProvider _time;
    private readonly FileStream _file;

    /// <summary>Starts a new file in a folder, which is made if it is missing. The file is named
    /// <c>events.out.tfevents.SECONDS.HOST</c>, with a number behind it if there is one of that name.</summary>
    /// <param name="folder">TensorBoard's log directory, or a folder in it for each training.</param>
    /// <param name="time">Gives the time of each record.</param>
    /// <exception cref="IOException">The folder or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be made.</exception>
    public TensorBoardWriter(string folder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        Directory.CreateDirectory(folder);
        _file = new FileStream(FreeName(folder), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        Write(new Event { FileVersion = Version });
    }

    /// <summary>The file's full path.</summary>
    public string Path => _file.Name;

    /// <summary>Adds a point of a curve, as the loss.</summary>
    /// <param name="tag">The curve's name; what is before a slash groups curves.</param>
    /// <param name="step">Where on the curve: an epoch.</param>
    /// <param name="value">How high. Not a number is shown as such.</param>
    public void AddScalar(string tag, long step, double value) =>
        Add(step, new Summary.Types.Value { Tag = Checked(tag), SimpleValue = (float)value });

    /// <summary>Adds how numbers, as weights, are distributed at a step.</summary>
    /// <param name="tag">The histogram's name; what is before a slash groups histograms.</param>
    /// <param name="step">When: an epoch.</param>
    /// <param name="values">The numbers; what is not finite is left out.</param>
    public void AddHistogram(string tag, long step, ReadOnlySpan<float> values) =>
        Add(step, new Summary.Types.Value { Tag = Checked(tag), Histo = Histogram.Of(values) });

    /// <summary>Hands all that was added to the file, so that whoever watches it sees it.</summary>
    public void Flush() => _file.Flush();

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static string Checked(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return tag;
    }

    private void Add(long step, Summary.Types.Value value) => Write(new Event { Step = step, Summary = new Summary { Value = { value } } });

    private void Write(Event record)
    {
        record.WallTime = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        RecordWriter.Write(_file, record.ToByteArray());
    }

    private string FreeName(string folder)
    {
        string name = System.IO.Path.Combine(
            folder,
            string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{_time.GetUtcNow().ToUnixTimeSeconds()}.{Environment.MachineName}"));
        string free = name;
        for (int number = 2; File.Exists(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");
        return free;
    }
}
