namespace ActorDetector.Logs.Masking;

/// <summary>The masks that need no settings. A user's own masks are numbered behind them.</summary>
internal enum BuiltInMask : ushort
{
    /// <summary>A variable part of no one kind: <c>&lt;*&gt;</c>.</summary>
    Any,

    /// <summary>An IPv4 or IPv6 address, with its port.</summary>
    Ip,

    /// <summary>A number: whole, broken, signed, or dotted as a version.</summary>
    Num,

    /// <summary>A hexadecimal number.</summary>
    Hex,

    /// <summary>A UUID.</summary>
    Uuid,

    /// <summary>A Unix or Windows path.</summary>
    Path,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A URL.</summary>
    Url,

    /// <summary>A number with a unit of time, as 15ms.</summary>
    Duration,

    /// <summary>A number with a unit of bytes, as 512 MB.</summary>
    Size,

    /// <summary>A hardware address.</summary>
    Mac,

    /// <summary>A clock time, or a date with the name of a month.</summary>
    Time,
}
