using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.Azure.Functions.Worker;

namespace Functions.SelfHost.Catalog;

/// <summary>
/// Methods with a <see cref="FunctionAttribute"/>, found in an assembly's metadata: to look at all its types would load them all, at
/// every start.
/// </summary>
internal static class FunctionMethods
{
    public static unsafe IEnumerable<MethodInfo> In(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var blob, out var length))
            throw new InvalidOperationException($"{assembly.GetName().Name} has no metadata to look for functions in.");

        var metadata = new MetadataReader(blob, length);
        var methods = metadata.CustomAttributes.Select(metadata.GetCustomAttribute)
            .Where(attribute => attribute.Parent.Kind == HandleKind.MethodDefinition && IsFunction(metadata, attribute.Constructor))
            .Select(attribute => assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(attribute.Parent)))
            .OfType<MethodInfo>()
            .OrderBy(method => method.MetadataToken)
            .ToList();
        GC.KeepAlive(assembly);
        return methods;
    }

    // The attribute's constructor is another assembly's: this host's, or the real worker's.
    private static bool IsFunction(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference) return false;
        var declaring = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        if (declaring.Kind != HandleKind.TypeReference) return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)declaring);
        return metadata.StringComparer.Equals(type.Name, nameof(FunctionAttribute)) && metadata.StringComparer.Equals(type.Namespace, typeof(FunctionAttribute).Namespace!);
    }
}
