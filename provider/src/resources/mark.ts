import * as pulumi from "@pulumi/pulumi";

/**
 * Identifies a resource by what stays the same across updates: its own name, and the types and
 * names of its parents. Check needs it, because check gets no URN.
 */
export function markOf(name: string, parent: pulumi.Resource | undefined): string {
  if (parent === undefined || parent === pulumi.runtime.getStackResource()) return name;
  // Not in the SDK's types.
  const { __pulumiType: type = "", __parentResource: above } = parent as { __pulumiType?: string; __parentResource?: pulumi.Resource };
  return `${markOf(`${type} ${nameOf(parent)}`, above)}/${name}`;
}

// Not in the SDK's types.
export function nameOf(resource: pulumi.Resource): string {
  return (resource as { __name?: string }).__name ?? "";
}
