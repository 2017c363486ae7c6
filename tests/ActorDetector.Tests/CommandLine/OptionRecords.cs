using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using ActorDetector.CommandLine;

namespace ActorDetector.Tests.CommandLine;

/// <summary>The records whose properties are the options of commands.</summary>
internal static class OptionRecords
{
    /// <summary>Those of a command.</summary>
    public static IEnumerable<Type> Of(Type command) =>
        command.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Select(member => member.FieldType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(OptionSet<>))
            .Select(type => type.GetGenericArguments()[0]).Distinct();

    /// <summary>The properties that are options.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type record) =>
        record.GetProperties().Where(property => property.CanWrite && property.GetCustomAttribute<BrowsableAttribute>() is not { Browsable: false });

    /// <summary>The option of a property, as <c>--max-line-bytes</c>.</summary>
    public static string OptionOf(PropertyInfo property) => "--" + (property.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName ?? JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));
}
