"""Create, fence, publish and look up indices."""
