namespace ActorDetector.Actors.Tests.Sources.Files;

/// <summary>A log as a program and logrotate write it, with all that was ever written to it.</summary>
internal sealed class WrittenLog(RotatingLogs folder)
{
    private const string Name = "app.log";
    private readonly List<string> _lines = [];
    private int _rotations;
    private bool _open;

    /// <summary>All lines that have ended.</summary>
    public IReadOnlyList<string> Lines => _lines;

    private string Next => $"event {_lines.Count} of file {_rotations}";

    public void Write(int lines)
    {
        EndPart();
        for (int i = 0; i < lines; i++)
        {
            string line = Next;
            folder.Append(Name, line + "\n");
            _lines.Add(line);
        }
    }

    /// <summary>Writes a line without its end.</summary>
    public void WritePart()
    {
        EndPart();
        folder.Append(Name, Next);
        _open = true;
    }

    /// <summary>Renames the log; the next line begins a new one.</summary>
    public void Rotate(bool pack)
    {
        Write(1);
        _rotations++;
        folder.Move(Name, $"{Name}.{_rotations}");
        if (pack)
            folder.Pack($"{Name}.{_rotations}");
    }

    private void EndPart()
    {
        if (!_open)
            return;
        string line = Next + ", which goes on";
        folder.Append(Name, ", which goes on\n");
        _lines.Add(line);
        _open = false;
    }
}
