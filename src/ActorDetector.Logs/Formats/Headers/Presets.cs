namespace ActorDetector.Logs.Formats.Headers;

/// <summary>The headers that go by a name: those of loghub's systems, of syslog and of web servers.</summary>
internal static class Presets
{
    /// <summary>The preset of a log without any header: its lines are content.</summary>
    public const string Plain = "plain";

    private const string SyslogTime = "MMM d HH:mm:ss";

    /// <summary>All presets. Of two that fit a log equally well the first is taken.</summary>
    public static readonly IReadOnlyList<Preset> All =
    [
        new("hdfs", "<Date> <Time> <Pid> <Level> <Component>: <Content>", "Date,Time", "yyMMdd HHmmss"),
        new("hadoop", @"<Date> <Time> <Level> \[<Process>\] <Component>: <Content>", "Date,Time", "yyyy-MM-dd HH:mm:ss,fff"),
        new("spark", "<Date> <Time> <Level> <Component>: <Content>", "Date,Time", "yy/MM/dd HH:mm:ss"),
        new("zookeeper", @"<Date> <Time> - <Level> \[<Node>:<Component>@<Id>\] - <Content>",
            "Date,Time", "yyyy-MM-dd HH:mm:ss,fff"),
        new("bgl", "<Label> <Timestamp> <Date> <Node> <Time> <NodeRepeat> <Type> <Component> <Level> <Content>",
            "Time", "yyyy-MM-dd-HH.mm.ss.ffffff"),
        new("windows", "<Date> <Time>, <Level> <Component> <Content>", "Date,Time", "yyyy-MM-dd HH:mm:ss"),
        new("apache", @"\[<Time>\] \[<Level>\] <Content>", "Time", "ddd MMM dd HH:mm:ss yyyy"),
        new("openstack", @"<Logrecord> <Date> <Time> <Pid> <Level> <Component> \[<ADDR>\] <Content>",
            "Date,Time", "yyyy-MM-dd HH:mm:ss.fff"),
        new("syslog-rfc5424", @"\<<Pri>\><Version> <Timestamp> <Host> <App> <ProcId> <MsgId> <StructuredData>",
            "Timestamp", "iso", StructuredData.Split),
        new("syslog-rfc3164", @"(\<<Pri>\>)?<Month> <Day> <Time> <Host> <Component>(\[<Pid>\])?: <Content>",
            "Month,Day,Time", SyslogTime),
        new("syslog-iso", @"(\<<Pri>\>)?<Timestamp> <Host> <Component>(\[<Pid>\])?: <Content>", "Timestamp", "iso"),
        new("access", @"<Client> <Identity> <User> \[<Time>\] ""<Request>"" <Status> <Size>( ""<Referrer>"" ""<Agent>"")?",
            "Time", "dd/MMM/yyyy:HH:mm:ss zzz", AccessContent.Find),
        new("linux", @"<Month> <Date> <Time> <Level> <Component>(\[<PID>\])?: <Content>",
            "Month,Date,Time", SyslogTime, IsDetected: false),
        new("openssh", @"<Date> <Day> <Time> <Component> sshd\[<Pid>\]: <Content>",
            "Date,Day,Time", SyslogTime, IsDetected: false),
        new(Plain, "<Content>", null, null, IsDetected: false),
    ];
}
