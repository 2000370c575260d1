export default function PrioritiesPage() {
  return null;
}
