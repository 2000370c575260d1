export default function HomeWidget() {
  return null;
}
